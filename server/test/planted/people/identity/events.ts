export const usersInvited = { name: 'users.invited' }
